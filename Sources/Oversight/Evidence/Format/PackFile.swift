/// The files of an evidence pack (docs/evidence.md). Nothing else may lie in its folder.
public enum PackFile: String, Hashable, Sendable, CaseIterable {
    /// What the pack is, and the SHA-256 of each other file but the page; a note signed with the log's key.
    case manifest = "manifest"
    /// The log's, with its cosignatures.
    case checkpoint = "checkpoint"
    /// A line for each entry, in the log's order.
    case entries = "entries.jsonl"
    /// The log's verifier key.
    case key = "key.txt"
    /// The verifier keys of witnesses who cosigned; missing when none is known.
    case witnesses = "witnesses.txt"
    /// An earlier checkpoint, and the proof that this one continues it; missing when none was asked for.
    case earlier = "earlier.json"
    case guide = "README.txt"
    /// Shows and verifies all this in a browser. Made of the other files, so no hash of the whole stands in the manifest.
    case page = "index.html"

    /// Those whose hashes the manifest has.
    static let hashed = allCases.filter { $0 != .manifest && $0 != .page }

    /// Whether a pack may lack it.
    var isOptional: Bool { self == .witnesses || self == .earlier }

    /// Larger ones are not read.
    var mostBytes: Int {
        switch self {
        case .manifest, .checkpoint: 1_000_000
        case .entries: 16 << 30
        case .key: 4096
        case .witnesses: 1 << 16
        case .earlier, .guide: 2 << 20
        case .page: 64 << 20
        }
    }
}
