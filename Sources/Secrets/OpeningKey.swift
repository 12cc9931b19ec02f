import sodium

/// The secret half of a pair of keys: opens what its ``sealingKey`` closed.
///
/// It lies in memory of its own (libsodium's `sodium_malloc`: never swapped where the system allows it, never in a core dump,
/// between pages that nobody may touch, read-only) and is overwritten when it is let go.
public final class OpeningKey: @unchecked Sendable {
    /// Its other half.
    public let sealingKey: SealingKey
    private let secret: UnsafeMutablePointer<UInt8>

    private static let byteCount = 32
    private static let prefix = Array("likeness-oversight-key/1 ".utf8)
    /// Bytes of its text: a prefix, 64 hexadecimal digits, a line feed.
    public static let textLength = prefix.count + 2 * byteCount + 1

    /// A new pair.
    /// - Returns: nil when there is no memory for it.
    public convenience init?() {
        self.init { secret in
            randombytes_buf(secret, Self.byteCount)
            return true
        }
    }

    /// One that was written to a file, as ``withText(_:)`` gives it.
    /// - Returns: nil when it is not such a text.
    public convenience init?(text: UnsafeRawBufferPointer) {
        guard text.count == Self.textLength || text.count == Self.textLength - 1,
            text.prefix(Self.prefix.count).elementsEqual(Self.prefix),
            text.count < Self.textLength || text.last == UInt8(ascii: "\n")
        else { return nil }
        let digits = UnsafeRawBufferPointer(rebasing: text[Self.prefix.count..<Self.textLength - 1])
        self.init { secret in
            var length = 0
            let read = sodium_hex2bin(
                secret, Self.byteCount, digits.baseAddress?.assumingMemoryBound(to: CChar.self), digits.count, nil,
                &length, nil)
            return read == 0 && length == Self.byteCount
        }
    }

    private init?(_ fill: (UnsafeMutablePointer<UInt8>) -> Bool) {
        Sodium.start()
        guard let memory = sodium_malloc(Self.byteCount) else { return nil }
        secret = memory.bindMemory(to: UInt8.self, capacity: Self.byteCount)
        var bytes = [UInt8](repeating: 0, count: SealingKey.byteCount)
        guard fill(secret), crypto_scalarmult_base(&bytes, secret) == 0, let key = SealingKey(stored: bytes) else {
            sodium_free(memory)
            return nil
        }
        sodium_mprotect_readonly(memory)
        sealingKey = key
    }

    // Overwrites it first.
    deinit { sodium_free(secret) }

    /// Its text, to be written to a file that nobody else reads. Overwritten when `body` returns.
    public func withText<Value>(_ body: (UnsafeRawBufferPointer) throws -> Value) rethrows -> Value {
        // One more than the text: sodium_bin2hex ends it with a zero.
        try withUnsafeTemporaryAllocation(byteCount: Self.textLength + 1, alignment: 1) { text in
            defer { sodium_memzero(text.baseAddress!, text.count) }
            text.copyBytes(from: Self.prefix)
            let digits = text.baseAddress! + Self.prefix.count
            sodium_bin2hex(
                digits.assumingMemoryBound(to: CChar.self), 2 * Self.byteCount + 1, secret, Self.byteCount)
            text[Self.textLength - 1] = UInt8(ascii: "\n")
            return try body(UnsafeRawBufferPointer(rebasing: text[..<Self.textLength]))
        }
    }

    /// What is in a box.
    /// - Returns: nil when it was closed for another key, or is not whole.
    public func open(_ box: [UInt8]) -> [UInt8]? {
        guard box.count >= SealingKey.overhead else { return nil }
        var content = [UInt8](repeating: 0, count: box.count - SealingKey.overhead)
        // An empty array has no address of its own to write to.
        guard !content.isEmpty else { return nil }
        guard crypto_box_seal_open(&content, box, UInt64(box.count), sealingKey.bytes, secret) == 0 else { return nil }
        return content
    }
}

extension OpeningKey: CustomStringConvertible, CustomReflectable {
    public var description: String { "redacted" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
