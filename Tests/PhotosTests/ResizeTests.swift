import CPixels
import Testing

@Suite("Resizing")
struct ResizeTests {
    @Test("in vector registers gives the same bytes as the scalar reference, at any size and step")
    func twins() {
        var noise = Noise(seed: 5)
        for _ in 0..<300 {
            let (width, height) = (1 + noise.below(90), 1 + noise.below(60))
            let picture = (0..<width * height * 3).map { _ in UInt8(noise.below(256)) }
            let (toWidth, toHeight) = (1 + noise.below(70), 1 + noise.below(50))
            let step = Float(1 + noise.below(400)) / 100
            let stride = toWidth * 3 + noise.below(9)
            var fast = [UInt8](repeating: 7, count: stride * toHeight)
            var reference = fast
            pixels_resize(
                picture, Int32(width), Int32(height), &fast, Int32(toWidth), Int32(toHeight), stride, step, step)
            pixels_resize_scalar(
                picture, Int32(width), Int32(height), &reference, Int32(toWidth), Int32(toHeight), stride, step, step)
            #expect(fast == reference)
        }
    }

    @Test("a step of one copies the picture")
    func copy() {
        let picture = (0..<20 * 10 * 3).map { UInt8(truncatingIfNeeded: $0 * 37) }
        var same = [UInt8](repeating: 0, count: picture.count)
        pixels_resize(picture, 20, 10, &same, 20, 10, 60, 1, 1)
        #expect(same == picture)
    }

    @Test(
        "taking a turned square in vector registers gives the same bytes as the scalar reference, inside and at the edges"
    )
    func squares() {
        var noise = Noise(seed: 8)
        for _ in 0..<300 {
            let (width, height) = (1 + noise.below(120), 1 + noise.below(120))
            let picture = (0..<width * height * 3).map { _ in UInt8(noise.below(256)) }
            let side = Int32(1 + noise.below(40))
            let samples = Int32(1 + noise.below(3))
            let a = Float(noise.below(400) - 200) / 100
            let b = Float(noise.below(400) - 200) / 100
            let (x, y) = (Float(noise.below(width * 10)) / 10, Float(noise.below(height * 10)) / 10)
            var fast = [UInt8](repeating: 7, count: Int(side * side) * 3)
            var reference = fast
            pixels_take_similar(
                picture, Int32(width), Int32(height), &fast, side, a, b, x, y, samples, 190)
            pixels_take_similar_scalar(
                picture, Int32(width), Int32(height), &reference, side, a, b, x, y, samples, 190)
            #expect(fast == reference)
        }
    }
}
