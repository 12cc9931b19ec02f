import Crypto
import Records
import Vocabulary

extension SearchReceipt {
    /// SHA-256 over the candidates in order, each as its face id (8 bytes)
    /// and its similarity's bits (4), little-endian.
    static func digest(of candidates: [Candidate]) -> [UInt8] {
        var hash = SHA256()
        for candidate in candidates {
            withUnsafeBytes(of: candidate.face.id.rawValue.littleEndian) { hash.update(bufferPointer: $0) }
            withUnsafeBytes(of: candidate.similarity.bitPattern.littleEndian) { hash.update(bufferPointer: $0) }
        }
        return Array(hash.finalize())
    }
}
