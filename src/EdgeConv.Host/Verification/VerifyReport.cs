using System.Collections.Immutable;

namespace EdgeConv.Host.Verification;

/// <summary>What <c>verify --json</c> prints.</summary>
/// <param name="Model">The file.</param>
/// <param name="Passed">Whether every case is equal.</param>
/// <param name="Checks">One a case.</param>
internal sealed record VerifyReport(string Model, bool Passed, ImmutableArray<VerifyCheck> Checks);

/// <summary>One recorded case, compared.</summary>
/// <param name="Case">What its inputs are called.</param>
/// <param name="Passed">Whether all layers and outputs are equal.</param>
/// <param name="LayersEqual">How many layers are equal before the first that differs.</param>
/// <param name="Expected">The recorded layer that differs first.</param>
/// <param name="Actual">What was computed here instead.</param>
/// <param name="Fault">What differs, in a sentence.</param>
internal sealed record VerifyCheck(string Case, bool Passed, int LayersEqual, LayerRecord? Expected, LayerRecord? Actual, string? Fault);
