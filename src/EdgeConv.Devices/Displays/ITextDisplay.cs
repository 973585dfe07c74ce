namespace EdgeConv.Devices.Displays;

/// <summary>A display for some rows of text.</summary>
public interface ITextDisplay : IDisposable
{
    /// <summary>Writes a row over.</summary>
    /// <param name="row">From 0, the top one.</param>
    /// <param name="text">As many characters as a row has; what is not ASCII shows as a question mark.</param>
    /// <exception cref="DisplayException">It does not answer.</exception>
    void Show(int row, string text);
}
