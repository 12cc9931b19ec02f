/// Photos that are written into one folder together, with one `truth.csv`.
public struct PhotoSet: Hashable, Sendable {
    public let photos: [PlannedPhoto]

    public init(photos: [PlannedPhoto]) { self.photos = photos }

    /// How many faces are on all photos together.
    public var faceCount: Int { photos.reduce(0) { $0 + $1.people.count } }
}

extension PhotoSet {
    /// Portraits that differ only in whom they show: for benchmarks.
    /// - Parameters:
    ///   - count: how many photos; JPEG, `side` pixels square.
    ///   - heads: how many different portraits there are; they are used in turn.
    /// - Throws: `synth.plan-impossible`.
    public static func portraits(_ count: Int, side: Int = 1_024, heads: Int = 40, seed: UInt64 = 1) throws -> PhotoSet
    {
        try Planner.check([(count, 1), (side, 64), (heads, 1)])
        return Planner(seed).uniform(count, faces: 1, width: side, height: side, heads: heads)
    }

    /// Group photos with `faces` faces on each: for benchmarks. JPEG.
    /// - Throws: `synth.plan-impossible`.
    public static func groups(
        _ count: Int, faces: Int, width: Int = 4_000, height: Int = 3_000, heads: Int = 40, seed: UInt64 = 1
    ) throws -> PhotoSet {
        try Planner.check([(count, 1), (faces, 2), (width, 320), (height, 240), (heads, faces)])
        return Planner(seed).uniform(count, faces: faces, width: width, height: height, heads: heads)
    }
}
