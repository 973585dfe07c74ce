using System.CommandLine;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using EdgeConv.Benchmarks;
using EdgeConv.Benchmarks.Frames;
using EdgeConv.Benchmarks.Kernels;
using EdgeConv.Benchmarks.Peers;
using EdgeConv.Benchmarks.Peers.Xnnpack;
using EdgeConv.Benchmarks.Variants;

// BenchmarkDotNet measures one thing at a time; these commands measure things beside each other, in turn, in one process.
Command? sideBySide = args.FirstOrDefault() switch
{
    FramesCommand.Name => FramesCommand.Create(),
    KernelsCommand.Name => KernelsCommand.Create(),
    OperatorsCommand.Name => OperatorsCommand.Create(),
    PeersCommand.Name => PeersCommand.Create(),
    VariantsCommand.Name => VariantsCommand.Create(),
    _ => null,
};
if (sideBySide is not null)
    return await sideBySide.Parse(args[1..]).InvokeAsync().ConfigureAwait(false);

// Names of models and layers are long, and cut short they would look alike. A board takes minutes to build what BenchmarkDotNet generates.
const int longestName = 120;
var config = DefaultConfig.Instance.WithSummaryStyle(SummaryStyle.Default.WithMaxParameterColumnWidth(longestName)).WithBuildTimeout(TimeSpan.FromMinutes(15));
BenchmarkSwitcher.FromAssembly(typeof(SharedModels).Assembly).Run(args, config);
return 0;
