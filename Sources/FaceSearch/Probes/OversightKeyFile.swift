import Foundation
import Secrets
import TransparencyLog
import Vocabulary

/// The file that holds the secret half of the oversight key, which opens the sealed templates of probes: readable by its owner
/// only.
///
/// It stands in the home, or elsewhere with a link to it from the home, or comes from systemd as the credential
/// `likeness-oversight-key` (systemd.exec(5), "Credentials"), which goes before both. Nothing but comparing probes needs it.
struct OversightKeyFile {
    private let path: String

    init(home: URL) { path = home.appending(path: "oversight.key").path }

    /// Makes a key.
    /// - Parameter other: where its file is to be, when not in the home. A key that is there is not taken: it may be another
    ///   home's.
    /// - Throws: `oversight.key-unusable`.
    func make(at other: String?) throws -> SealingKey {
        if let credential = Self.credential { return try Self.read(credential, sharedWith: 0o040).sealingKey }
        guard let key = OpeningKey() else { throw Self.unusable }
        guard let other else {
            try Self.write(key, to: path)
            return key.sealingKey
        }
        let place = URL(filePath: other).path
        try Self.write(key, to: place)
        guard symlink(place, path) == 0 else { throw Self.unusable }
        return key.sealingKey
    }

    /// The key that is there, or a new one: for homes from before there were any, and those whose making was interrupted.
    /// - Throws: `oversight.key-unusable`.
    func readOrMake() throws -> SealingKey {
        if let key = try readIfAny() { return key.sealingKey }
        do { return try make(at: nil) } catch {
            // Another process may have made it meanwhile.
            guard let key = try readIfAny() else { throw error }
            return key.sealingKey
        }
    }

    /// - Throws: `oversight.key-missing`, `oversight.key-unusable`.
    func read() throws -> OpeningKey {
        guard let key = try readIfAny() else {
            throw Failure(
                .oversightKeyMissing, "The key that opens the sealed templates of probes is not here.",
                remedy: "Compare probes where it is kept: as oversight.key in the home, or as systemd's credential "
                    + "likeness-oversight-key.")
        }
        return key
    }

    /// Nil when there is no such file, or a link to a file that is not there now.
    private func readIfAny() throws -> OpeningKey? {
        // As for the log's key: see there.
        if let credential = Self.credential { return try Self.read(credential, sharedWith: 0o040) }
        guard access(path, F_OK) == 0 || errno != ENOENT else { return nil }
        return try Self.read(path)
    }

    private static var credential: String? {
        guard let folder = ProcessInfo.processInfo.environment["CREDENTIALS_DIRECTORY"] else { return nil }
        let path = folder + "/likeness-oversight-key"
        return access(path, F_OK) == 0 ? path : nil
    }

    private static func read(_ path: String, sharedWith allowed: mode_t = 0) throws -> OpeningKey {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { throw unusable }
        defer { close(file) }
        var status = stat()
        // Whoever can read the key can compare whom others searched.
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_mode & 0o077 & ~allowed == 0
        else { throw unusable }
        let key = withUnsafeTemporaryAllocation(byteCount: OpeningKey.textLength + 1, alignment: 1) { text in
            defer { explicit_bzero(text.baseAddress!, text.count) }
            let length = Foundation.read(file, text.baseAddress!, text.count)
            return length > 0 ? OpeningKey(text: UnsafeRawBufferPointer(rebasing: text[..<length])) : nil
        }
        guard let key else { throw unusable }
        return key
    }

    /// Whole or not at all, and never over another file.
    private static func write(_ key: OpeningKey, to path: String) throws {
        let draft = path + "." + PseudonymousID.random().text
        let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw unusable }
        defer {
            close(file)
            unlink(draft)
        }
        let isWritten = key.withText { Foundation.write(file, $0.baseAddress!, $0.count) == $0.count }
        guard isWritten, fsync(file) == 0, link(draft, path) == 0 else { throw unusable }
        let folder = open(URL(filePath: path).deletingLastPathComponent().path, O_RDONLY | O_CLOEXEC)
        guard folder >= 0 else { throw unusable }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw unusable }
    }

    static let unusable = Failure(
        .oversightKeyUnusable,
        "The key that opens the sealed templates of probes cannot be read or made, others can read it, or it is another "
            + "home's.",
        remedy:
            "Check that its file is there, is the key of this home, and has mode 0600; `init` takes no file that exists."
    )
}
