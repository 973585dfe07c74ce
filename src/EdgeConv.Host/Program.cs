using System.CommandLine;
using System.CommandLine.Help;
using EdgeConv.Host.Commands;

// Not a RootCommand, which is named after the file that runs: under `dotnet EdgeConv.Host.dll` that is not what users type.
var root = new Command(
    "edgeconv",
    """
    EdgeConv classifies pictures with int8 networks (.tflite), byte for byte as the TensorFlow Lite reference.

    Examples:
      edgeconv classify cat.jpg                                    is the picture usable? (the built-in camera check)
      edgeconv classify --model mobilenet.tflite --labels l.txt cat.jpg
      edgeconv inspect mobilenet.tflite                            operators, shapes, kernels, memory
      edgeconv verify mobilenet.tflite --reference DIR             which layer differs first, if one does
      edgeconv bench mobilenet.tflite                              how long a run takes, and which layers take it
      edgeconv run --camera /dev/video0                            classify a camera's frames as they come
      edgeconv devices                                             cameras, GPIO chips, CPU, temperatures
    """)
{
    ClassifyCommand.Create(),
    InspectCommand.Create(),
    InferCommand.Create(),
    VerifyCommand.Create(),
    EvaluateCommand.Create(),
    BenchCommand.Create(),
    RunCommand.Create(),
    DevicesCommand.Create(),
    new HelpOption { Recursive = true },
    new VersionOption(),
};
return await ExitCodes.RunAsync(root, args).ConfigureAwait(false);
