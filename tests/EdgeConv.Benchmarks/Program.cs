using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using EdgeConv.Benchmarks;
using EdgeConv.Benchmarks.Peers;

// Two ways to measure: BenchmarkDotNet for one thing at a time, `peers` for EdgeConv beside other engines in one process.
if (args is [PeersCommand.Name, ..])
    return await PeersCommand.Create().Parse(args[1..]).InvokeAsync().ConfigureAwait(false);

// Names of models and layers are long, and cut short they would look alike. A board takes minutes to build what BenchmarkDotNet generates.
const int longestName = 80;
var config = DefaultConfig.Instance.WithSummaryStyle(SummaryStyle.Default.WithMaxParameterColumnWidth(longestName)).WithBuildTimeout(TimeSpan.FromMinutes(15));
BenchmarkSwitcher.FromAssembly(typeof(SharedModels).Assembly).Run(args, config);
return 0;
