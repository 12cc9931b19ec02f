/// A point in pixels of the upright photo; x to the right, y down, the top left corner is (0, 0).
public struct Point: Hashable, Sendable, Codable {
    public var x: Float
    public var y: Float
    public init(x: Float, y: Float) {
        self.x = x
        self.y = y
    }
}

/// A face's rectangle in pixels of the upright photo. It may reach beyond the photo's edge.
public struct Box: Hashable, Sendable, Codable {
    public var x: Float
    public var y: Float
    public var width: Float
    public var height: Float
    public init(x: Float, y: Float, width: Float, height: Float) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    public var area: Float { width * height }

    /// Intersection over union, 0 (apart) to 1 (equal).
    public func overlap(with other: Box) -> Float {
        let across = min(x + width, other.x + other.width) - max(x, other.x)
        let down = min(y + height, other.y + other.height) - max(y, other.y)
        guard across > 0, down > 0 else { return 0 }
        let shared = across * down
        return shared / (area + other.area - shared)
    }
}

/// The five points that a face is aligned by. Left and right are those of the picture's viewer.
public struct Landmarks: Hashable, Sendable {
    public var leftEye: Point
    public var rightEye: Point
    public var nose: Point
    public var leftMouth: Point
    public var rightMouth: Point

    public init(leftEye: Point, rightEye: Point, nose: Point, leftMouth: Point, rightMouth: Point) {
        self.leftEye = leftEye
        self.rightEye = rightEye
        self.nose = nose
        self.leftMouth = leftMouth
        self.rightMouth = rightMouth
    }

    /// Eyes, nose, mouth; each from the viewer's left to right.
    public var points: [Point] { [leftEye, rightEye, nose, leftMouth, rightMouth] }
}
