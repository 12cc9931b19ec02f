/// How well a face can be seen. Measures, not a verdict: nothing is refused by them.
public struct FaceQuality: Hashable, Sendable {
    /// Pixels of the full-size photo between the eyes' centres.
    public let interEyeDistance: Float
    /// Variance of the Laplacian of the aligned face's luminance (Pech-Pacheco et al., ICPR 2000):
    /// below about 50 blurred.
    public let sharpness: Float
    /// Degrees, estimated from the landmarks; positive: turned to the viewer's right.
    public let yaw: Float
    /// Degrees, estimated from the landmarks; positive: looking down.
    public let pitch: Float
    /// Degrees, of the line between the eyes; positive: the viewer's right eye lower.
    public let roll: Float
    /// Mean luminance of the aligned face, 0 (black) to 1 (white).
    public let exposure: Float

    public init(
        interEyeDistance: Float, sharpness: Float, yaw: Float, pitch: Float, roll: Float, exposure: Float
    ) {
        self.interEyeDistance = interEyeDistance
        self.sharpness = sharpness
        self.yaw = yaw
        self.pitch = pitch
        self.roll = roll
        self.exposure = exposure
    }
}
