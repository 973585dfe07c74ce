using System.Reflection;

namespace EdgeConv.Host.Web;

/// <summary>Which program this is.</summary>
internal static class ProgramVersion
{
    /// <summary>As in <c>0.1.0+3f04ba1</c>.</summary>
    public static string Text { get; } = typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
