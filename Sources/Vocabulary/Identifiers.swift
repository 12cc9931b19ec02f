/// Names one enrolled face. Given out in ascending order, never used twice.
public struct FaceID: RawRepresentable, Hashable, Comparable, Sendable, Codable {
    public let rawValue: UInt64
    public init(rawValue: UInt64) { self.rawValue = rawValue }
    public init(_ rawValue: UInt64) { self.rawValue = rawValue }
    public static func < (left: FaceID, right: FaceID) -> Bool { left.rawValue < right.rawValue }
}

/// Names one photo: one content in one collection, wherever its file lies.
public struct PhotoID: RawRepresentable, Hashable, Comparable, Sendable, Codable {
    public let rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }
    public init(_ rawValue: Int64) { self.rawValue = rawValue }
    public static func < (left: PhotoID, right: PhotoID) -> Bool { left.rawValue < right.rawValue }
}

/// Names one collection: photos under one controller and one lawful basis.
public struct CollectionID: RawRepresentable, Hashable, Comparable, Sendable, Codable {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }
    public init(_ rawValue: UInt32) { self.rawValue = rawValue }
    public static func < (left: CollectionID, right: CollectionID) -> Bool { left.rawValue < right.rawValue }
}

/// Names the recogniser that made a template, for example `sface-2021dec`. Templates of two models never meet.
public struct ModelID: RawRepresentable, Hashable, Sendable, Codable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    public init(_ rawValue: String) { self.rawValue = rawValue }
}
