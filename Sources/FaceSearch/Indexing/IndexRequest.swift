import Foundation
import SystemPackage
import Vocabulary

/// What to index, and into which collection.
public struct IndexRequest: Sendable {
    let roots: [FilePath]
    let collection: String
    let metadata: MetadataTable

    /// Of the collection that it goes into.
    public var collectionName: String { collection }

    /// - Parameter paths: folders and photo files.
    /// - Throws: `path.missing`.
    public init(paths: [String], collection: String, metadata: MetadataTable? = nil) throws {
        roots = try paths.map(Self.resolved)
        self.collection = collection
        self.metadata = metadata ?? .none
    }

    /// Absolute and without links: a photo is recorded under one path, however it was named.
    private static func resolved(_ path: String) throws -> FilePath {
        guard let real = realpath(path, nil) else {
            throw Failure(
                .pathMissing, "A path that was named does not exist or cannot be reached.",
                remedy: "Check its spelling and permissions.")
        }
        defer { free(real) }
        return FilePath(platformString: real)
    }
}
