import GRDB
public import Vocabulary

/// One face found in a photo. Its template lies in the gallery under the same `id`.
public struct FaceRecord: Hashable, Sendable {
    public var id: FaceID
    /// Its place among the photo's faces, from 0; no two faces of a photo share one.
    public var ordinal: Int
    public var box: Box
    public var landmarks: Landmarks
    /// The detector's, 0 to 1.
    public var confidence: Float
    /// A measure that is not a number stays one.
    public var quality: FaceQuality
    /// The recogniser that made its template.
    public var model: ModelID

    public init(
        id: FaceID, ordinal: Int, box: Box, landmarks: Landmarks, confidence: Float, quality: FaceQuality,
        model: ModelID
    ) {
        self.id = id
        self.ordinal = ordinal
        self.box = box
        self.landmarks = landmarks
        self.confidence = confidence
        self.quality = quality
        self.model = model
    }
}

extension FaceRecord {
    init(_ row: Row) throws(Failure) {
        guard let landmarks = Landmarks(stored: row.bytes("landmarks")) else { throw .corruptRecords() }
        self.init(
            id: FaceID(try row.number("id")), ordinal: row["ordinal"],
            box: Box(x: row.float("x"), y: row.float("y"), width: row.float("width"), height: row.float("height")),
            landmarks: landmarks, confidence: row.float("confidence"),
            quality: FaceQuality(
                interEyeDistance: row.floatOrNaN("inter_eye_distance"), sharpness: row.floatOrNaN("sharpness"),
                yaw: row.floatOrNaN("yaw"), pitch: row.floatOrNaN("pitch"), roll: row.floatOrNaN("roll"),
                exposure: row.floatOrNaN("exposure")),
            model: ModelID(row["model"]))
    }
}
