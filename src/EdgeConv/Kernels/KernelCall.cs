namespace EdgeConv.Kernels;

/// <summary>A kernel with its arguments: what a session runs, step after step.</summary>
public abstract class KernelCall
{
    /// <summary>Units of work, at least 0 and always as many, which can be done in any order and by any thread.</summary>
    public abstract int Units { get; }

    /// <summary>Does the units in [begin, end). Allocates nothing, throws nothing.</summary>
    /// <param name="begin">The first unit.</param>
    /// <param name="end">Past the last unit.</param>
    /// <param name="worker">Who does it, counted from 0: two calls at the same time have two numbers. It picks the scratch memory, which belongs to the session and not to the threads.</param>
    public abstract void Run(int begin, int end, int worker);
}
