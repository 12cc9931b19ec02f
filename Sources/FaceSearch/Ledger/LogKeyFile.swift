import Foundation
import TransparencyLog
import Vocabulary

/// The file that holds the key which signs the log's checkpoints: readable by its owner only.
///
/// It stands in the home, or elsewhere with a link to it from the home, or comes from systemd as the credential
/// `likeness-log-key` (systemd.exec(5), "Credentials"), which goes before both.
struct LogKeyFile {
    private let path: String

    init(home: URL) { path = home.appending(path: "log.key").path }

    /// Makes a key.
    /// - Parameter other: where its file is to be, when not in the home. A key that is there is not taken: it may sign another
    ///   log already, and two logs of one name and key are a fork to whoever watches.
    /// - Throws: `log.key-unusable`.
    func make(at other: String?, name: String) throws -> SigningKey {
        if let credential = Self.credential { return try Self.read(credential, sharedWith: 0o040) }
        guard let other else { return try Self.write(SigningKey(name: name), to: path) }
        let place = URL(filePath: other).path
        let key = try Self.write(SigningKey(name: name), to: place)
        guard symlink(place, path) == 0 else { throw Self.unusable }
        return key
    }

    /// - Throws: `log.key-unusable`.
    func read() throws -> SigningKey {
        // systemd lets a service of its own user read a credential by an access control list, whose mask stands where the
        // group's rights do; the folder is open to nobody else.
        if let credential = Self.credential { return try Self.read(credential, sharedWith: 0o040) }
        return try Self.read(path)
    }

    private static var credential: String? {
        guard let folder = ProcessInfo.processInfo.environment["CREDENTIALS_DIRECTORY"] else { return nil }
        let path = folder + "/likeness-log-key"
        return access(path, F_OK) == 0 ? path : nil
    }

    private static func read(_ path: String, sharedWith allowed: mode_t = 0) throws -> SigningKey {
        var status = stat()
        // Whoever can read the key can sign another history.
        guard stat(path, &status) == 0, status.st_mode & 0o077 & ~allowed == 0,
            let text = try? String(contentsOfFile: path, encoding: .utf8),
            let key = try? SigningKey(parsingSecret: text.trimmingCharacters(in: .newlines))
        else { throw unusable }
        return key
    }

    private static func write(_ key: SigningKey, to path: String) throws -> SigningKey {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw unusable }
        defer { close(file) }
        let bytes = Array((key.secretText + "\n").utf8)
        guard Foundation.write(file, bytes, bytes.count) == bytes.count, fsync(file) == 0 else { throw unusable }
        return key
    }

    private static let unusable = Failure(
        .logKeyUnusable, "The key that signs the log cannot be read or made, or others can read it.",
        remedy:
            "Check that its file is there, is a key of `likeness init`, and has mode 0600; `init` takes no file that exists."
    )
}
