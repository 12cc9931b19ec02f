public import Foundation
import SystemPackage
public import Vocabulary

/// A file whose rights are looked at before it is believed.
public enum GuardedFile {
    /// What holds a secret: whoever is not its owner or of its group can do nothing with it, and the group cannot write.
    /// systemd gives a service its credentials so.
    /// - Parameter thing: what the file is, in the failure's text.
    /// - Returns: nil when it cannot be read.
    /// - Throws: `server.secret-exposed`.
    public static func secret(_ path: String, _ thing: String) throws(Failure) -> Data? {
        do {
            return try read(path, forbidding: [.groupWrite, .groupExecute, .otherReadWriteExecute])
        } catch is Exposed {
            throw Failure(
                .serverSecretExposed, "\(thing) can be read or written by others.",
                remedy: "`chmod 600` it, or 640 with a group of the server's own; and if others had it, replace it.")
        } catch {
            return nil
        }
    }

    struct Exposed: Error {}

    /// - Throws: ``Exposed`` when its mode has one of these bits, and whatever reading throws.
    static func read(_ path: String, forbidding bits: FilePermissions) throws -> Data {
        let file = try FileDescriptor.open(FilePath(path), .readOnly)
        return try file.closeAfter {
            guard try file.stat().permissions.isDisjoint(with: bits) else { throw Exposed() }
            return try FileHandle(fileDescriptor: file.rawValue, closeOnDealloc: false).readToEnd() ?? Data()
        }
    }
}
