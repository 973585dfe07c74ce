using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EdgeConv.Tests.Host.Mqtt;

/// <summary>An authority and a certificate for localhost, made for a test.</summary>
internal sealed class TestCertificates : IDisposable
{
    private const UnixFileMode ForAll = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private readonly X509Certificate2 _authority;

    private TestCertificates(string folder, X509Certificate2 authority)
    {
        _authority = authority;
        (Authority, Certificate, Key) = (Path.Combine(folder, "ca.pem"), Path.Combine(folder, "cert.pem"), Path.Combine(folder, "key.pem"));
    }

    public string Authority { get; }

    public string Certificate { get; }

    public string Key { get; }

    public static TestCertificates Make(string folder)
    {
        var (begin, end) = (DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var authorityKey = RSA.Create(2048);
        var request = new CertificateRequest("CN=test authority", authorityKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var authority = request.CreateSelfSigned(begin, end);
        var made = new TestCertificates(folder, authority);

        using var key = RSA.Create(2048);
        var wanted = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        wanted.CertificateExtensions.Add(names.Build());
        using var certificate = wanted.Create(authority, begin, end, [1, 2, 3, 4]);
        Write(made.Authority, authority.ExportCertificatePem());
        Write(made.Certificate, certificate.ExportCertificatePem());
        Write(made.Key, key.ExportPkcs8PrivateKeyPem());
        return made;
    }

    /// <summary>A broker that is started by root drops its rights, and must still be able to read a file and its folder.</summary>
    public static void LetBrokerRead(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        File.SetUnixFileMode(path, ForAll);
        File.SetUnixFileMode(Path.GetDirectoryName(path)!, ForAll | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
    }

    public void Dispose() => _authority.Dispose();

    private static void Write(string path, string text)
    {
        File.WriteAllText(path, text);
        LetBrokerRead(path);
    }
}
