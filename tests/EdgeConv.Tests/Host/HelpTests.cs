namespace EdgeConv.Tests.Host;

public class HelpTests
{
    public static TheoryData<string, string> Commands { get; } = new()
    {
        { "", "  edgeconv [command] [options]|  verify <MODEL>    Compare each layer with recorded results, bit for bit; exit code 1 when one differs.|  --version       Show version information" },
        { "classify", "  edgeconv classify <IMAGE>... [options]|--order <bgr|rgb>|--scaling <HOW>|--heatmap <FILE>|How many classes to print, the best first. [default: 5]" },
        { "inspect", "  edgeconv inspect [<MODEL>] [options]|  <MODEL>  The .tflite file. Default: the built-in camera check.|  --json          Print JSON." },
        { "infer", "  edgeconv infer <MODEL> [options]|  -i, --input <FILE> (REQUIRED)|  -o, --output <FILE> (REQUIRED)|- for standard output" },
        { "verify", "  edgeconv verify [<MODEL>] [options]|  -r, --reference <DIR>|  --record <DIR>         Record this machine's results on the built-in input into a folder." },
        { "evaluate", "  edgeconv evaluate <MODEL> [options]|  -i, --images <DIR>|  --list <FILE>|  -t, --threads <N>" },
        { "devices", "  edgeconv devices [options]|  --json          Print JSON." },
        { "bench", "  edgeconv bench [<MODEL>] [options]|  --runs <N>|  --warmup <N>|  --example <bottleneck>|  --size <N>|Default: for about 2 seconds, at least 20." },
        { "run", "  edgeconv run [options]|  -c, --config <FILE>|  --camera <CAMERA>|  --check |SIGHUP has the configuration read again." },
    };

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_command_explains_itself(string command, string mentions)
    {
        var run = ProgramRun.Of([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]).AssertSucceeds();
        // The names of values contain bars themselves.
        Assert.All(mentions.Replace("bgr|rgb", "bgr/rgb", StringComparison.Ordinal).Split('|'), mention => Assert.Contains(mention, run.Text.Replace("bgr|rgb", "bgr/rgb", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [Fact]
    public void No_command_is_left_out()
    {
        var listed = ProgramRun.Of("--help").AssertSucceeds().Lines.SkipWhile(line => line != "Commands:").Skip(1).Where(line => line.StartsWith("  ", StringComparison.Ordinal) && char.IsLetter(line.ElementAtOrDefault(2)));
        Assert.Equal(Commands.Select(row => row.Data.Item1).Where(command => command.Length > 0).Order(), listed.Select(line => line.Split(' ')[2]).Order());
    }

    [Fact]
    public void The_version_is_one_line() => Assert.StartsWith("0.1.0", Assert.Single(ProgramRun.Of("--version").AssertSucceeds().Lines), StringComparison.Ordinal);

    [Theory]
    [InlineData("", "Required command was not provided.", "")]
    [InlineData("polish", "Unrecognized command or argument 'polish'.", "")]
    [InlineData("classify", "Required argument missing for command: 'classify'.", "classify ")]
    [InlineData("classify cat.png --nonsense", "There is no option --nonsense, nor a file of that name.", "classify ")]
    [InlineData("classify cat.png --top 0", "--top must be a number of at least 1.", "classify ")]
    [InlineData("classify cat.png --top many", "--top must be a number of at least 1.", "classify ")]
    [InlineData("classify cat.png --fit twist", "Argument 'twist' not recognized. Must be one of: 'crop' 'letterbox' 'stretch'", "classify ")]
    [InlineData("classify cat.png --scaling 1,0", "--scaling 1,0: give auto, raw, unit, symmetric, imagenet, or MEAN,STD as in 127.5,127.5 (STD not 0).", "classify ")]
    [InlineData("classify cat.png --heatmap map.png", "--heatmap draws the map of one picture: give --dense and one IMAGE.", "classify ")]
    [InlineData("classify . --dense --heatmap map.png", "--heatmap draws the map of one picture: give --dense and one IMAGE.", "classify ")]
    [InlineData("infer m.tflite -i - -i - -o x", "--input - can be given once: standard input is read to its end.", "infer ")]
    [InlineData("verify m.tflite --record a --reference b", "--reference compares and --record writes; give one of them.", "verify ")]
    [InlineData("evaluate m.tflite", "Give the labelled pictures by --images DIR or by --list FILE.", "evaluate ")]
    [InlineData("evaluate m.tflite --list l --threads some", "--threads must be a number from 1 to 256.", "evaluate ")]
    [InlineData("bench --runs 0", "--runs must be a number from 1 to 1000000.", "bench ")]
    [InlineData("bench --warmup many", "--warmup must be a number from 0 to 1000000.", "bench ")]
    [InlineData("bench --threads 0", "--threads must be a number from 1 to 1024.", "bench ")]
    [InlineData("bench --size 8", "--size is the size of an example; give --example.", "bench ")]
    [InlineData("bench --example bottleneck --size 0", "--size must be a number from 1 to 512.", "bench ")]
    [InlineData("bench --example bottleneck -i -", "--example measures networks of its own; give it without MODEL and --input.", "bench ")]
    [InlineData("bench m.tflite --example bottleneck", "--example measures networks of its own; give it without MODEL and --input.", "bench ")]
    [InlineData("bench --size big", "--size is the size of an example; give --example.", "bench ")]
    [InlineData("bench --example flask", "Argument 'flask' not recognized. Must be one of: 'bottleneck'", "bench ")]
    [InlineData("bench -i - -i -", "--input - can be given once: standard input is read to its end.", "bench ")]
    public void A_wrong_command_line_is_told_with_where_to_read_on(string line, string message, string command) =>
        ProgramRun.Of(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).AssertFails($"{message}\nTry `edgeconv {command}--help`.", exitCode: 2);

    [Fact]
    public void An_empty_argument_is_told() =>
        ProgramRun.Of("classify", "").AssertFails("An argument is empty. Is a variable of the shell not set?\nTry `edgeconv classify --help`.", exitCode: 2);
}
