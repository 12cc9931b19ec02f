import Foundation
import SystemPackage
import Vocabulary

/// A single photo that somebody named: a probe, or one to look at. Links are followed: the name is the user's own.
public enum NamedPhoto {
    /// The file's bytes.
    /// - Throws: `file.missing`, `file.unreadable`, `file.special`, `photo.too-large`.
    public static func read(_ path: String) throws -> [UInt8] {
        guard let real = realpath(path, nil) else {
            throw Failure(.fileMissing, "There is no such file.", remedy: "Check the path's spelling.")
        }
        defer { free(real) }
        return try PhotoFile.read(FilePath(platformString: real))
    }
}
