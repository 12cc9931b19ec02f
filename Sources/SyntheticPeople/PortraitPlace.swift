import Foundation
package import Vocabulary

/// Where a portrait lies in a photo.
public struct PortraitPlace: Hashable, Sendable {
    /// The portrait's top left corner before it is tilted, and its side, in pixels of the upright photo.
    public var x: Float
    public var y: Float
    public var side: Float
    /// Radians, clockwise, around the portrait's middle.
    public var tilt: Float

    public init(x: Float, y: Float, side: Float, tilt: Float = 0) {
        self.x = x
        self.y = y
        self.side = side
        self.tilt = tilt
    }

    /// The face's box in the photo, as a detector draws it.
    ///
    /// The network was trained on portraits aligned by the eyes and the mouth, so the face is always at nearly the same
    /// place; turning the head moves it. The numbers are a least-squares fit to what YuNet finds on 438 portraits
    /// (docs/synthetic-people.md).
    /// - Parameter position: of the portrait's style along the components.
    package func faceBox(_ position: [Float]) -> Box {
        let (second, third) = (position[1], position[2])
        let left = 236 - 24.6 * second + 32.1 * third
        let top = 208 - 2.7 * second + 0.4 * third
        let width = 543 + 3.8 * second + 1.7 * third
        let height = 735 + 2.5 * second - 1.5 * third
        let scale = side / Float(Studio.side)
        let (dx, dy) = ((left + width / 2) * scale - side / 2, (top + height / 2) * scale - side / 2)
        let centre = (
            x: x + side / 2 + dx * cos(tilt) - dy * sin(tilt), y: y + side / 2 + dx * sin(tilt) + dy * cos(tilt)
        )
        return Box(
            x: centre.x - width * scale / 2, y: centre.y - height * scale / 2, width: width * scale,
            height: height * scale)
    }
}
