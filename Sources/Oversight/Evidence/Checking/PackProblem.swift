/// One thing that is wrong with a pack: in which file, at which entry, what.
public struct PackProblem: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable {
        /// Not of the format.
        case form
        case missing
        /// A file that belongs to no pack.
        case unknown
        /// Not the file that the manifest lists.
        case changed
        case signature
        case proof
        /// Not what the log's entry commits to.
        case payload
        /// Entries are missing, too many, twice or not in order.
        case range
        /// An entry that the pack's scope does not cover.
        case scope
        /// A number of the manifest that the content does not bear out.
        case count
        case page
        /// The log is not the one that was kept, or does not continue it.
        case continuity
    }

    public let kind: Kind
    /// Its name in the pack.
    public let file: String
    /// The entry's index in the log.
    public let entry: Int?
    /// The line in the file, from 1.
    public let line: Int?
    public let what: String

    init(_ kind: Kind, in file: String, entry: Int? = nil, line: Int? = nil, _ what: String) {
        self.kind = kind
        self.file = file
        self.entry = entry
        self.line = line
        self.what = what
    }
}

extension PackProblem: CustomStringConvertible {
    /// `entries.jsonl, entry 17: …`
    public var description: String {
        var place = file
        if let entry { place += ", entry \(entry)" } else if let line { place += ", line \(line)" }
        return "\(place): \(what)"
    }
}
