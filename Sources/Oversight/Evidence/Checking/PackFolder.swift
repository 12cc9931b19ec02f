import Crypto
import Foundation
import TransparencyLog
import Vocabulary

/// A stranger's folder: what lies in it is looked at with limits, links are not followed, nothing is waited for.
struct PackFolder {
    private let path: String

    init(_ path: String) { self.path = path }

    /// What lies in it, by name, and whether it is a plain file.
    /// - Throws: `evidence.no-pack`.
    func names() throws -> [(name: String, isFile: Bool)] {
        guard let folder = opendir(path) else {
            throw Failure(
                .evidenceNoPack, "There is no folder at the place that was named.",
                remedy: "Name the folder that `likeness evidence export` wrote.")
        }
        defer { closedir(folder) }
        var names: [(String, Bool)] = []
        while names.count < 1000, let item = readdir(folder) {
            let name = withUnsafeBytes(of: &item.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard name != ".", name != ".." else { continue }
            var status = stat()
            names.append((name, lstat(path + "/" + name, &status) == 0 && status.st_mode & S_IFMT == S_IFREG))
        }
        return names.sorted { $0.0 < $1.0 }
    }

    /// Reads a file in pieces.
    /// - Returns: its length and SHA-256; nil when it is not there, is no plain file, or is larger than it can be.
    @discardableResult
    func read(_ file: PackFile, _ body: (UnsafeRawBufferPointer) throws -> Void) throws -> PackManifest.File? {
        let descriptor = open(path + "/" + file.rawValue, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, Int(status.st_size) <= file.mostBytes
        else { return nil }
        var hash = SHA256()
        var length = 0
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = Foundation.read(descriptor, buffer.baseAddress, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw Failure(
                    .evidenceUnreadable, "A file of the pack cannot be read.",
                    remedy: "Check the disk and the permission to read it.")
            }
            guard count > 0 else { break }
            let piece = UnsafeRawBufferPointer(rebasing: buffer[..<count])
            hash.update(bufferPointer: piece)
            length += count
            // It may grow while it is read.
            guard length <= file.mostBytes else { return nil }
            try body(piece)
        }
        return PackManifest.File(bytes: length, sha256: hexadecimal(hash.finalize()))
    }

    /// A small file whole.
    func bytes(_ file: PackFile) throws -> (bytes: [UInt8], file: PackManifest.File)? {
        var bytes: [UInt8] = []
        return try read(file) { bytes.append(contentsOf: $0) }.map { (bytes, $0) }
    }
}

/// Cuts what comes in pieces into lines, and never holds more than one.
struct LineCutter {
    private var line: [UInt8] = []
    private var isTooLong = false
    private let longest: Int

    init(longest: Int) { self.longest = longest }

    /// - Parameter body: told each line without its newline; nil for one that is too long.
    mutating func take(_ bytes: UnsafeRawBufferPointer, _ body: ([UInt8]?) throws -> Void) rethrows {
        var rest = bytes[...]
        while let end = rest.firstIndex(of: 0x0A) {
            hold(rest[rest.startIndex..<end])
            try body(isTooLong ? nil : line)
            line.removeAll(keepingCapacity: true)
            isTooLong = false
            rest = rest[(end + 1)...]
        }
        hold(rest)
    }

    private mutating func hold(_ bytes: Slice<UnsafeRawBufferPointer>) {
        if isTooLong || line.count + bytes.count > longest {
            isTooLong = true
            line.removeAll()
        } else {
            line.append(contentsOf: bytes)
        }
    }

    /// Whether something stands after the last newline.
    var hasRest: Bool { isTooLong || !line.isEmpty }
}
