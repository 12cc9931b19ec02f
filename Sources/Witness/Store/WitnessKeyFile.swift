import Foundation
import TransparencyLog

/// The file that holds a witness's key: readable by its owner only.
struct WitnessKeyFile {
    let path: String

    /// - Returns: nil when there is no such file.
    /// - Throws: ``LogError`` `.malformed` when it holds no witness's key, or others may read it; `.storage`.
    func read() throws -> SigningKey? {
        guard let bytes = try DurableFile.read(path, atMost: 4096) else { return nil }
        var status = stat()
        // Whoever can read the key can cosign in the witness's name.
        guard stat(path, &status) == 0, status.st_mode & 0o077 == 0 else {
            throw LogError(.malformed, "witness.key can be read by others: it has to have mode 0600")
        }
        let text = String(decoding: bytes, as: UTF8.self)
        let key = try SigningKey(parsingSecret: text.hasSuffix("\n") ? String(text.dropLast()) : text)
        guard key.verifierKey.kind == .cosignature else { throw LogError(.malformed, "witness.key is a log's key") }
        return key
    }

    /// - Throws: ``LogError`` `.malformed` when the name is none; `.storage`.
    func make(name: String) throws -> SigningKey {
        let key = try SigningKey(name: name, kind: .cosignature)
        guard key.verifierKey.isPlain else {
            throw LogError(.malformed, "a witness's name has characters that do not show")
        }
        try DurableFile.write(Array((key.secretText + "\n").utf8), to: path, mode: 0o600)
        return key
    }
}
