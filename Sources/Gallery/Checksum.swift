internal import CSimilarity

/// CRC-32C: finds every error of one to three bits, and every burst of up to 32, in a slot.
enum Checksum {
    // A constant of the C side.
    private nonisolated(unsafe) static let kernel = similarity_best_checksum()!

    static func of(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
        kernel.pointee.run(0, bytes.baseAddress, bytes.count)
    }
}
