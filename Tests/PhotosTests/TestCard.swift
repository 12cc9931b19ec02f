import Photos

/// A picture whose every corner can be told from the others: red, green, blue, white quarters on a soft ramp.
enum TestCard {
    static func make(width: Int, height: Int) -> Raster {
        Raster(width: width, height: height) { pixels in
            for y in 0..<height {
                for x in 0..<width {
                    let at = (y * width + x) * 3
                    let colour: (UInt8, UInt8, UInt8) =
                        switch (x < width / 2, y < height / 2) {
                        case (true, true): (220, 40, 40)
                        case (false, true): (40, 200, 60)
                        case (true, false): (50, 60, 210)
                        case (false, false): (235, 235, 235)
                        }
                    (pixels[at], pixels[at + 1], pixels[at + 2]) = colour
                }
            }
        }
    }
}

extension Raster {
    func colour(atX x: Int, y: Int) -> [Int] {
        (0..<3).map { Int(pixels[(y * width + x) * 3 + $0]) }
    }

    /// The largest difference of a channel between the two pictures at the middle of each quarter.
    func differenceOfQuarters(from other: Raster) -> Int {
        var most = 0
        for (across, down) in [(1, 1), (3, 1), (1, 3), (3, 3)] {
            let mine = colour(atX: width * across / 4, y: height * down / 4)
            let theirs = other.colour(atX: other.width * across / 4, y: other.height * down / 4)
            for (a, b) in zip(mine, theirs) { most = max(most, abs(a - b)) }
        }
        return most
    }
}
