namespace EdgeConv.Host.Files;

/// <summary>How standard input and output are named among files.</summary>
internal static class StandardStream
{
    /// <summary>What stands for standard input where a file is read, and for standard output where one is written.</summary>
    public const string Name = "-";
}
