import Foundation

/// RFC 4648, section 4, in its one canonical form: padded, no white space, the last character's unused bits zero.
enum CanonicalBase64 {
    static func encode(_ bytes: some Sequence<UInt8>) -> String { Data(bytes).base64EncodedString() }

    static func decode(_ text: some Collection<UInt8>) -> [UInt8]? {
        let text = Array(text)
        guard let data = Data(base64Encoded: Data(text)), encode(data).utf8.elementsEqual(text) else { return nil }
        return Array(data)
    }
}

extension MerkleHash: CustomStringConvertible {
    /// In base64, as proofs and checkpoints write it.
    public var description: String { CanonicalBase64.encode(bytes) }

    /// - Returns: nil unless the text is canonical base64 of 32 bytes.
    public init?(base64 text: some Collection<UInt8>) {
        guard let bytes = CanonicalBase64.decode(text) else { return nil }
        self.init(bytes)
    }
}
