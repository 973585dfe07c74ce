namespace EdgeConv.Kernels;

/// <summary>A kernel as the planner sees it: a name and an entry point.</summary>
/// <typeparam name="TArguments">The operator's argument struct, pointers included.</typeparam>
public readonly unsafe struct Kernel<TArguments>
    where TArguments : unmanaged
{
    private readonly delegate*<in TArguments, void> _entry;

    /// <summary>Names an entry point.</summary>
    /// <param name="name">Operator, tile, instruction set: the class name.</param>
    /// <param name="entry">A leaf method that trusts its arguments.</param>
    public Kernel(string name, delegate*<in TArguments, void> entry)
    {
        Name = name;
        _entry = entry;
    }

    /// <summary>The kernel's class name.</summary>
    public string Name { get; }

    /// <summary>Fixes the arguments, so that the call can be made again and again without a check or an allocation.</summary>
    public KernelCall Bind(in TArguments arguments) => new BoundCall(arguments, _entry);

    private sealed class BoundCall(TArguments arguments, delegate*<in TArguments, void> entry) : KernelCall
    {
        private readonly delegate*<in TArguments, void> _entry = entry;
        private readonly TArguments _arguments = arguments;

        public override void Run() => _entry(in _arguments);
    }
}
