using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using EdgeConv.Benchmarks;
using EdgeConv.Benchmarks.Kernels;
using EdgeConv.Benchmarks.Peers;

// BenchmarkDotNet measures one thing at a time; `peers` EdgeConv beside other engines, and `kernels` kernels beside each other, in one process.
if (args is [PeersCommand.Name, ..])
    return await PeersCommand.Create().Parse(args[1..]).InvokeAsync().ConfigureAwait(false);
if (args is [KernelsCommand.Name, ..])
    return await KernelsCommand.Create().Parse(args[1..]).InvokeAsync().ConfigureAwait(false);

// Names of models and layers are long, and cut short they would look alike. A board takes minutes to build what BenchmarkDotNet generates.
const int longestName = 120;
var config = DefaultConfig.Instance.WithSummaryStyle(SummaryStyle.Default.WithMaxParameterColumnWidth(longestName)).WithBuildTimeout(TimeSpan.FromMinutes(15));
BenchmarkSwitcher.FromAssembly(typeof(SharedModels).Assembly).Run(args, config);
return 0;
