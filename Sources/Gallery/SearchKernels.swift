internal import CSimilarity

/// The instruction sets that searches use on this machine, for a health report.
public struct SearchKernels: Hashable, Sendable {
    /// Whole-number scan of every face: `avx512vnni`, `avx2` or `scalar`.
    public let scan: String
    /// Similarity of the faces that may be candidates: `avx2` or `scalar`.
    public let similarity: String
    /// Checksum of what is read from disk: `sse4.2` or `scalar`.
    public let checksum: String

    public static let chosen = SearchKernels(
        scan: String(cString: similarity_best_scan().pointee.name),
        similarity: String(cString: similarity_best_dot().pointee.name),
        checksum: String(cString: similarity_best_checksum().pointee.name))
}
