import FaceSearch
import Rules
import TransparencyLog
import Vocabulary

/// A policy's text, as somebody wrote it.
enum PolicyFile {
    /// - Throws: `path.missing`, `policy.malformed` when it is not UTF-8.
    static func read(_ path: String) throws -> String {
        guard let bytes = try DurableFile.read(path, atMost: 1 << 20) else {
            throw Failure(.pathMissing, "There is no file at the place that was named.", remedy: "Check its spelling.")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Failure(.policyMalformed, "The policy is not UTF-8.", remedy: "Save it as UTF-8 text.")
        }
        return text
    }
}
