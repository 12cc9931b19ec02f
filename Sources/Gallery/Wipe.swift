internal import Glibc

extension UnsafeMutableRawBufferPointer {
    /// Overwrites with zeros, even when nobody reads the memory again.
    func wipe() {
        if let baseAddress { explicit_bzero(baseAddress, count) }
    }
}
