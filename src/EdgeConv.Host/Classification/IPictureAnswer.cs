using EdgeConv.Vision;

namespace EdgeConv.Host.Classification;

/// <summary>A loaded model that answers picture after picture.</summary>
internal interface IPictureAnswer : IDisposable
{
    /// <summary>Runs the model on a picture and prints the answer.</summary>
    /// <param name="name">The picture as the user named it.</param>
    /// <param name="picture">The picture.</param>
    void Print(string name, Picture picture);
}
