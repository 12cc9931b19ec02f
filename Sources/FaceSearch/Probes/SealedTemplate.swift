import Foundation
import Secrets
import TransparencyLog
import Vocabulary

/// A template as it lies in a box: with what it is of, so that a box which was put in another's place is told.
///
///     1 byte    the form: 1
///     16 bytes  the id of what it is of: a search, or a protected person
///     1 byte    how many bytes the model's name has, then these
///     4 bytes   each component, a 32-bit little-endian float: what was searched with, to the bit but for the scaling
struct SealedTemplate {
    let template: Template
    /// 32 hexadecimal digits.
    let of: String

    private static let form: UInt8 = 1

    /// - Returns: nil when the id is none, or the model's name is too long.
    func sealed(to key: SealingKey) -> [UInt8]? {
        let name = Array(template.model.rawValue.utf8)
        guard let id = Self.bytes(of: of), name.count <= Int(UInt8.max) else { return nil }
        var content = [Self.form] + id + [UInt8(name.count)] + name
        for number in template.vector {
            withUnsafeBytes(of: number.bitPattern.littleEndian) { content.append(contentsOf: $0) }
        }
        defer { Self.wipe(&content) }
        return key.seal(content)
    }

    /// What is in a box that was kept for this id and model.
    /// - Returns: nil when it cannot be opened, or is not of these.
    static func opened(_ box: [UInt8], of: String, model: ModelID, with key: OpeningKey) -> Template? {
        guard var content = key.open(box) else { return nil }
        defer { wipe(&content) }
        let name = Array(model.rawValue.utf8)
        guard let id = bytes(of: of), let length = UInt8(exactly: name.count) else { return nil }
        let head = [form] + id + [length] + name
        guard content.starts(with: head) else { return nil }
        return Template(model: model, bytes: content.dropFirst(head.count))
    }

    private static func bytes(of id: String) -> [UInt8]? {
        guard let text = PseudonymousID(id)?.text.utf8 else { return nil }
        let digits = text.map { $0 < 0x61 ? $0 - 0x30 : $0 - 0x61 + 10 }
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }

    private static func wipe(_ bytes: inout [UInt8]) {
        bytes.withUnsafeMutableBytes { explicit_bzero($0.baseAddress!, $0.count) }
    }
}
