/// What a probe is, as its searcher declares it. Sketches, lookalikes and composites are no probes and have no word here.
public enum ProbeType: String, Hashable, Sendable, CaseIterable {
    case photo
    /// One picture out of a recording.
    case videoStill = "video-still"
    /// A scanned print or document.
    case scan
}
