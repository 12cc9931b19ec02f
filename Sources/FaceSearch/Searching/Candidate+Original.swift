import Crypto
import Foundation
public import Photos
public import Records
import SystemPackage
import Vocabulary

extension Candidate {
    /// See ``FaceWithPhoto/original()``.
    public func original() throws -> Photo { try shown.original() }

    /// Where the photo lies, for people; see ``PathText``. Nil when its files have vanished.
    public var displayPath: String? { shown.displayPath }

    private var shown: FaceWithPhoto { FaceWithPhoto(face: face, photo: photo, files: files) }
}

extension FaceWithPhoto {
    /// The photo as it was enrolled, read from one of its files.
    ///
    /// A file that has changed since is not shown in its place: it may show somebody else.
    /// - Throws: `photo.changed` when no file still holds what was enrolled; `photo.damaged`.
    public func original() throws -> Photo { try photo.original(in: files) }

    /// Where the photo lies, for people; see ``PathText``. Nil when its files have vanished.
    public var displayPath: String? { files.first.map { PathText.display($0.path) } }
}

extension EnrolledPhoto {
    /// See ``FaceWithPhoto/original()``.
    public func original() throws -> Photo { try photo.original(in: files) }
}

extension PhotoRecord {
    fileprivate func original(in files: [FileRecord]) throws -> Photo {
        for file in files {
            guard let bytes = try? PhotoFile.read(FilePath(bytes: file.path)),
                SHA256.hash(data: bytes).elementsEqual(sha256)
            else { continue }
            return try Photo(bytes)
        }
        throw Failure(
            .photoChanged, "The photo is no longer where it was enrolled from, or has changed.",
            remedy: "Index its folder again.")
    }
}
