namespace EdgeConv.Kernels;

/// <summary>A kernel as the planner sees it: its name, what it needs, and its entry point.</summary>
/// <typeparam name="TArguments">The operator's argument struct, pointers included.</typeparam>
public unsafe class Kernel<TArguments>
    where TArguments : unmanaged
{
    private readonly delegate*<in TArguments, void> _whole;
    private readonly delegate*<in TArguments, int, int, void> _units;
    private readonly delegate*<in TArguments, int, int, byte*, void> _part;

    /// <summary>A kernel that does all its work in one call.</summary>
    /// <param name="name">Operator, tile, instruction set: the class name.</param>
    /// <param name="family">The instruction set it is written for.</param>
    /// <param name="entry">Trusts its arguments.</param>
    public Kernel(string name, KernelFamily family, delegate*<in TArguments, void> entry)
    {
        Name = name;
        Family = family;
        _whole = entry;
    }

    /// <summary>A kernel whose work is counted in units that can be done in any order, by any thread.</summary>
    /// <param name="name">Operator, tile, instruction set: the class name.</param>
    /// <param name="family">The instruction set it is written for.</param>
    /// <param name="entry">Does the units from the second argument to before the third. Trusts its arguments.</param>
    public Kernel(string name, KernelFamily family, delegate*<in TArguments, int, int, void> entry)
    {
        Name = name;
        Family = family;
        _units = entry;
    }

    /// <summary>A kernel whose work is counted in units, and that needs memory of its own for each thread.</summary>
    /// <param name="name">Operator, tile, instruction set: the class name.</param>
    /// <param name="family">The instruction set it is written for.</param>
    /// <param name="entry">Does the units from the second argument to before the third, using the memory at the fourth as it likes. Trusts its arguments.</param>
    public Kernel(string name, KernelFamily family, delegate*<in TArguments, int, int, byte*, void> entry)
    {
        Name = name;
        Family = family;
        _part = entry;
    }

    /// <summary>A kernel whose entry point is not managed code.</summary>
    /// <param name="name">Operator, tile, instruction set.</param>
    /// <param name="family">The instruction set it is written for.</param>
    private protected Kernel(string name, KernelFamily family)
    {
        Name = name;
        Family = family;
    }

    /// <summary>The kernel's class name.</summary>
    public string Name { get; }

    /// <summary>The instruction set it is written for.</summary>
    public KernelFamily Family { get; }

    /// <summary>How it wants constant operands arranged; null: as the model has them.</summary>
    public PackedLayout? Layout { get; init; }

    /// <summary>Units of work; null: one.</summary>
    public delegate*<in TArguments, int> Units { get; init; }

    /// <summary>Bytes of memory of its own that each thread needs; null: none.</summary>
    public delegate*<in TArguments, int> Scratch { get; init; }

    /// <summary>Bytes of a table that follows from the arguments, memory of the session that the arguments point to; null: none.</summary>
    public delegate*<in TArguments, int> Table { get; init; }

    /// <summary>Fills the table, all pointers being set; does nothing where no memory for it was given.</summary>
    public delegate*<in TArguments, void> FillTable { get; init; }

    /// <summary>Why it cannot run with such arguments (pointers not yet set), or null when it can. Null: it always can.</summary>
    public delegate*<in TArguments, string?> Refusal { get; init; }

    /// <summary>Bytes of memory of its own that each thread needs.</summary>
    public virtual int ScratchBytes(in TArguments arguments) => Scratch is null ? 0 : Scratch(in arguments);

    /// <summary>Bytes of the table it would like; 0: none.</summary>
    public int TableBytes(in TArguments arguments) => Table is null ? 0 : Table(in arguments);

    /// <summary>Why it cannot run with such arguments, or null when it can.</summary>
    public virtual string? WhyNot(in TArguments arguments) => Refusal is null ? null : Refusal(in arguments);

    /// <summary>Fixes the arguments, so that the call can be made again and again without a check or an allocation.</summary>
    /// <param name="arguments">Arguments that the kernel does not refuse.</param>
    /// <param name="scratch">Memory for the threads' own use, one part after the other.</param>
    /// <param name="scratchStride">Bytes of each part, at least <see cref="ScratchBytes"/>.</param>
    public virtual KernelCall Bind(in TArguments arguments, byte* scratch, long scratchStride)
    {
        if (FillTable is not null)
            FillTable(in arguments);
        return _whole is not null ? new WholeCall(arguments, _whole)
            : _units is not null ? new UnitsCall(arguments, _units, UnitsOf(in arguments))
            : new PartCall(arguments, _part, UnitsOf(in arguments), scratch, scratchStride);
    }

    private int UnitsOf(in TArguments arguments) => Units is null ? 1 : Units(in arguments);

    private sealed class WholeCall(TArguments arguments, delegate*<in TArguments, void> entry) : KernelCall
    {
        private readonly delegate*<in TArguments, void> _entry = entry;
        private readonly TArguments _arguments = arguments;

        public override int Units => 1;

        public override void Run(int begin, int end, int worker)
        {
            if (begin < end)
                _entry(in _arguments);
        }
    }

    private sealed class UnitsCall(TArguments arguments, delegate*<in TArguments, int, int, void> entry, int units) : KernelCall
    {
        private readonly delegate*<in TArguments, int, int, void> _entry = entry;
        private readonly TArguments _arguments = arguments;

        public override int Units => units;

        public override void Run(int begin, int end, int worker)
        {
            if (begin < end)
                _entry(in _arguments, begin, end);
        }
    }

    private sealed class PartCall(TArguments arguments, delegate*<in TArguments, int, int, byte*, void> entry, int units, byte* scratch, long scratchStride) : KernelCall
    {
        private readonly delegate*<in TArguments, int, int, byte*, void> _entry = entry;
        private readonly byte* _scratch = scratch;
        private readonly TArguments _arguments = arguments;

        public override int Units => units;

        public override void Run(int begin, int end, int worker)
        {
            if (begin < end)
                _entry(in _arguments, begin, end, _scratch + worker * scratchStride);
        }
    }
}
