import FaceSearch
import Foundation
import Secrets
import Vocabulary

/// Where the command line keeps the session that `log-in` opened: in $LIKENESS_SESSION, else in the user's own state folder,
/// one file for each home. Readable by its owner only.
struct SessionFile {
    private let path: String

    init(home: URL) {
        let environment = ProcessInfo.processInfo.environment
        if let chosen = environment["LIKENESS_SESSION"], !chosen.isEmpty {
            path = URL(filePath: chosen).path
            return
        }
        let state =
            environment["XDG_STATE_HOME"].flatMap { $0.isEmpty ? nil : URL(filePath: $0) }
            ?? FileManager.default.homeDirectoryForCurrentUser.appending(path: ".local/state")
        // Any name will do that differs from home to home: FNV-1a of its path.
        let name = home.resolvingSymlinksInPath().path.utf8.reduce(0xCBF2_9CE4_8422_2325) { hash, byte in
            (hash ^ UInt64(byte)) &* 0x100_0000_01B3
        }
        path = state.appending(path: "likeness/session-\(String(name, radix: 16))").path
    }

    /// - Throws: `login.needed`.
    func token() throws -> SecretToken {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        guard let mode = attributes?[.posixPermissions] as? NSNumber, mode.intValue & 0o077 == 0,
            let text = try? String(contentsOfFile: path, encoding: .utf8), let token = SecretToken(text)
        else {
            throw Failure(
                .signedOut, "You are not logged in.", remedy: "Log in with `likeness log-in NAME`.")
        }
        return token
    }

    /// - Throws: `output.unwritable`.
    func write(_ token: SecretToken) throws {
        let folder = URL(filePath: path).deletingLastPathComponent()
        try? FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        // Nothing but an earlier session is replaced.
        if let present = try? String(contentsOfFile: path, encoding: .utf8), SecretToken(present) == nil {
            throw Self.inTheWay
        }
        unlink(path)
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        let bytes = Array((token.text + "\n").utf8)
        guard file >= 0, Foundation.write(file, bytes, bytes.count) == bytes.count, close(file) == 0 else {
            throw Self.inTheWay
        }
    }

    private static let inTheWay = Failure(
        .outputUnwritable, "The session could not be kept in its file.",
        remedy: "Check $LIKENESS_SESSION, or $XDG_STATE_HOME and ~/.local/state: what is there is not overwritten.")

    func remove() { unlink(path) }
}
