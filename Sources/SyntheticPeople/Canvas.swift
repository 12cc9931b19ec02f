/// A photo in the making: 8-bit interleaved RGB that somebody else owns.
struct Canvas {
    let pixels: UnsafeMutablePointer<UInt8>
    let width: Int
    let height: Int

    /// Covers the whole canvas with `picture` (three bands), enlarged smoothly;
    /// a little noise hides the steps of 8 bits.
    func cover(with picture: SoftPicture, seed: UInt64) {
        let columns = (0..<width).map { Self.place($0, of: width, in: picture.width) }
        var dither = UInt32(truncatingIfNeeded: seed) | 1
        var row = [Float](repeating: 0, count: picture.width * 3)
        picture.values.withUnsafeBufferPointer { values in
            for y in 0..<height {
                let down = Self.place(y, of: height, in: picture.height)
                let upper = values.baseAddress! + down.first * picture.width * 3
                let lower = values.baseAddress! + min(down.first + 1, picture.height - 1) * picture.width * 3
                for index in row.indices {
                    row[index] = (upper[index] + (lower[index] - upper[index]) * down.share) * 255
                }
                let out = pixels + y * width * 3
                row.withUnsafeBufferPointer { row in
                    for x in 0..<width {
                        let (first, share) = columns[x]
                        let step = first + 1 < picture.width ? 3 : 0
                        dither = dither &* 1_664_525 &+ 1_013_904_223
                        let noise = Float(dither >> 16) * 0x1p-16
                        for band in 0..<3 {
                            let left = row[first * 3 + band]
                            let value = left + (row[first * 3 + step + band] - left) * share + noise
                            out[x * 3 + band] = UInt8(min(max(value, 0), 255))
                        }
                    }
                }
            }
        }
    }

    /// The pixel of a picture of `size` on which pixel `index` of `count` falls, and how far it is to the next.
    private static func place(_ index: Int, of count: Int, in size: Int) -> (first: Int, share: Float) {
        let centre = max(0, (Float(index) + 0.5) * Float(size) / Float(count) - 0.5)
        let first = min(Int(centre), size - 1)
        return (first, centre - Float(first))
    }
}
