using EdgeConv.Host.Configuration;
using EdgeConv.Host.Failures;
using EdgeConv.Host.Files;

namespace EdgeConv.Host.Exchange;

/// <summary>A model while it is being sent; what is not taken is thrown away with this.</summary>
/// <param name="store">Where it will be kept.</param>
/// <param name="path">Where it is until then.</param>
/// <param name="contents">That file, to write.</param>
internal sealed class IncomingModel(ModelStore store, string path, FileStream contents) : IDisposable
{
    /// <summary>Takes what is sent.</summary>
    public FileStream Contents => contents;

    /// <summary>Where it will be kept.</summary>
    public ModelStore Store => store;

    /// <summary>Where it is until then.</summary>
    public string Path => path;

    /// <summary>What was read and tried; null: nothing yet.</summary>
    public LoadedModel? Tried { get; private set; }

    /// <summary>Tries it out, which takes seconds.</summary>
    /// <param name="settings">What it would run with.</param>
    /// <exception cref="Exception">It may not run: one of those that <see cref="Expected.Is"/> knows, with the reason.</exception>
    public void Try(RunSettings settings) => Tried = ModelCandidate.Try(path, settings);

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            contents.Dispose();
            File.Delete(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // The disk is gone or read-only; the next start removes it.
        }
    }
}
