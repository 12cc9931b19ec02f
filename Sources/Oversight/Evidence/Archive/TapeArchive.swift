package import Foundation

/// The blocks of a tar archive (ustar, POSIX.1-1988, IEEE Std 1003.1 pax): of plain files in one folder, and of nothing else.
package enum TapeArchive {
    /// Everything is a whole number of these.
    static let block = 512
    /// Two blocks of zeros.
    package static let end = [UInt8](repeating: 0, count: 2 * block)
    /// The length field has eleven octal digits.
    static let mostBytes = 1 << 33

    /// What stands before a file's bytes; a folder when its name ends with a slash.
    /// - Parameters:
    ///   - name: ASCII, of less than 100 characters.
    ///   - bytes: fewer than ``mostBytes``.
    package static func header(_ name: String, bytes: Int, at moment: Date) -> [UInt8] {
        precondition(name.utf8.count < 100 && (0..<mostBytes).contains(bytes))
        let isFolder = name.hasSuffix("/")
        var header = [UInt8](repeating: 0, count: block)
        func put(_ text: String, at place: Int) {
            for (offset, byte) in text.utf8.enumerated() { header[place + offset] = byte }
        }
        func put(_ number: Int, digits: Int, at place: Int) {
            let text = String(number, radix: 8)
            put(String(repeating: "0", count: digits - text.count) + text, at: place)
        }
        put(name, at: 0)
        // For its owner only, as a pack's folder is.
        put(isFolder ? 0o700 : 0o600, digits: 7, at: 100)
        put(0, digits: 7, at: 108)
        put(0, digits: 7, at: 116)
        put(bytes, digits: 11, at: 124)
        put(max(0, Int(moment.timeIntervalSince1970)) % mostBytes, digits: 11, at: 136)
        put(isFolder ? "5" : "0", at: 156)
        put("ustar", at: 257)
        put("00", at: 263)
        // The sum of all bytes, with spaces where it will stand itself.
        put("        ", at: 148)
        put(header.reduce(0) { $0 + Int($1) }, digits: 6, at: 148)
        header[154] = 0
        return header
    }

    /// Zeros up to the next block.
    package static func padding(after bytes: Int) -> [UInt8] {
        [UInt8](repeating: 0, count: (block - bytes % block) % block)
    }
}
