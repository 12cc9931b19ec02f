import Photos

/// What came of one person's sitting for one shot.
struct Sitting: Sendable {
    let portrait: Raster
    /// Where the portrait's style lies along the components.
    let position: [Float]
    /// Cut out; nil when nothing needs it.
    let figure: Figure?
}
