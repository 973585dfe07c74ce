namespace EdgeConv.Kernels;

/// <summary>A kernel with its arguments: what a session runs, step after step.</summary>
public abstract class KernelCall
{
    /// <summary>Runs the kernel over the memory its arguments point at. Allocates nothing.</summary>
    public abstract void Run();
}
