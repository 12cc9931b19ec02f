import Photos

/// A small picture of floats, 0 to 1, in one band or three: mattes, and backdrops that are soft anyway and so need few
/// pixels.
struct SoftPicture: Sendable {
    let width: Int
    let height: Int
    let bands: Int
    /// Rows from the top, bands interleaved.
    var values: [Float]

    init(width: Int, height: Int, bands: Int = 3) {
        self.width = width
        self.height = height
        self.bands = bands
        values = [Float](repeating: 0, count: width * height * bands)
    }

    /// A picture of one value per pixel.
    init(width: Int, height: Int, _ value: (Int, Int) -> Float) {
        self.init(width: width, height: height, bands: 1)
        for y in 0..<height { for x in 0..<width { values[y * width + x] = value(x, y) } }
    }

    /// A picture in colour.
    init(width: Int, height: Int, colours colour: (Int, Int) -> Colour) {
        self.init(width: width, height: height)
        for y in 0..<height {
            for x in 0..<width {
                let colour = colour(x, y)
                for band in 0..<3 { values[(y * width + x) * 3 + band] = colour[band] }
            }
        }
    }

    /// A photo, reduced to `width` x `height`.
    init(_ raster: Raster, width: Int, height: Int) {
        self.init(width: width, height: height)
        let (across, down) = (raster.width / width, raster.height / height)
        let share = 1 / Float(255 * across * down)
        for y in 0..<height {
            for x in 0..<width {
                for band in 0..<3 {
                    var sum = 0
                    for row in y * down..<(y + 1) * down {
                        for column in x * across..<(x + 1) * across {
                            sum += Int(raster.pixels[(row * raster.width + column) * 3 + band])
                        }
                    }
                    values[(y * width + x) * 3 + band] = Float(sum) * share
                }
            }
        }
    }

    func colour(_ x: Int, _ y: Int) -> Colour {
        let start = (y * width + x) * 3
        return Colour(values[start], values[start + 1], values[start + 2])
    }

    /// Three passes of a mean over `2 * radius + 1` pixels in each direction: nearly a Gaussian. Edges are repeated.
    func blurred(_ radius: Int) -> SoftPicture {
        guard radius > 0 else { return self }
        var picture = self
        for _ in 0..<3 {
            picture.average(radius, count: width, step: bands, lines: height, lineStep: width * bands)
            picture.average(radius, count: height, step: width * bands, lines: width, lineStep: bands)
        }
        return picture
    }

    /// One pass of the mean, both directions.
    func mean(_ radius: Int) -> SoftPicture {
        var picture = self
        picture.average(radius, count: width, step: bands, lines: height, lineStep: width * bands)
        picture.average(radius, count: height, step: width * bands, lines: width, lineStep: bands)
        return picture
    }

    private mutating func average(_ radius: Int, count: Int, step: Int, lines: Int, lineStep: Int) {
        let share = 1 / Float(2 * radius + 1)
        var line = [Float](repeating: 0, count: count)
        let bands = bands
        values.withUnsafeMutableBufferPointer { values in
            for number in 0..<lines {
                for band in 0..<bands {
                    let start = number * lineStep + band
                    for index in 0..<count { line[index] = values[start + index * step] }
                    var sum = Float(radius) * line[0]
                    for index in 0..<radius { sum += line[min(index, count - 1)] }
                    for index in 0..<count {
                        sum += line[min(index + radius, count - 1)]
                        values[start + index * step] = sum * share
                        sum -= line[max(index - radius, 0)]
                    }
                }
            }
        }
    }
}

/// Red, green, blue; 0 to 1.
typealias Colour = SIMD3<Float>

extension SIMD3<Float> {
    var luminance: Float { (self * SIMD3(0.299, 0.587, 0.114)).sum() }

    func mixed(with other: Self, _ share: Float) -> Self { self + (other - self) * share }

    func squaredDistance(to other: Self) -> Float {
        let difference = self - other
        return (difference * difference).sum()
    }
}

/// 0 below `from`, 1 above `to`, smooth between.
func smoothStep(_ from: Float, _ to: Float, _ value: Float) -> Float {
    let share = min(max((value - from) / (to - from), 0), 1)
    return share * share * (3 - 2 * share)
}
