public import Foundation
import GRDB
public import Vocabulary

/// One content in one collection, wherever its files lie.
public struct PhotoRecord: Hashable, Sendable {
    public var id: PhotoID
    public var collection: CollectionID
    /// SHA-256 of the file's bytes, 32 bytes.
    public var sha256: [UInt8]
    /// Pixels of the upright photo.
    public var width: Int
    /// Pixels of the upright photo.
    public var height: Int
    public var byteCount: Int
    /// The file format, such as `jpeg`.
    public var format: String
    public var metadata: PhotoMetadata
    public var enrolled: Date

    public init(
        id: PhotoID, collection: CollectionID, sha256: [UInt8], width: Int, height: Int, byteCount: Int,
        format: String, metadata: PhotoMetadata, enrolled: Date
    ) {
        self.id = id
        self.collection = collection
        self.sha256 = sha256
        self.width = width
        self.height = height
        self.byteCount = byteCount
        self.format = format
        self.metadata = metadata
        self.enrolled = enrolled
    }
}

extension PhotoRecord {
    init(_ row: Row) throws(Failure) {
        self.init(
            id: PhotoID(row["id"]), collection: CollectionID(try row.number("collection")),
            sha256: row.bytes("sha256"), width: row["width"], height: row["height"], byteCount: row["byte_count"],
            format: row["format"],
            metadata: PhotoMetadata(
                taken: row["taken"], caption: row["caption"], credit: row["credit"], source: row["source"]),
            enrolled: try row.date("enrolled"))
    }
}
