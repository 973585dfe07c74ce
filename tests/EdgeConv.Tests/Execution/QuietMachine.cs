namespace EdgeConv.Tests.Execution;

/// <summary>Tests that measure the whole process run while no other test does.</summary>
[CollectionDefinition(nameof(QuietMachine), DisableParallelization = true)]
public class QuietMachine;
