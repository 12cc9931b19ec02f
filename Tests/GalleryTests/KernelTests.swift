import CSimilarity
import TestSupport
import Testing

@Suite("Kernels")
struct KernelTests {
    static let rowCounts = [1, 2, 3, 4, 5, 8, 16, 31, 32, 33, 64, 127, 128, 129, 1024]
    static let groupCounts = [0, 1, 2, 3, 4, 7, 16]

    @Test("every scan gives the whole numbers that its scalar twin gives", arguments: ["avx2", "avx512vnni"])
    func scan(name: String) {
        guard let kernel = similarity_scan_named(name) else { return }
        var random = SeededRandom(1)
        let extremes: [ClosedRange<Int8>] = [-128...127, 127...127, -128...(-128), -127...(-127), -1...1, 0...0]
        for rows in Self.rowCounts {
            for groups in Self.groupCounts {
                for (codeRange, probeRange) in extremes.flatMap({ code in extremes.map { (code, $0) } }) {
                    if rows > 130, codeRange != extremes[0] || groups > 3 { continue }
                    let codes = (0..<groups * rows * 64).map { _ in Int8.random(in: codeRange, using: &random) }
                    let probe = (0..<rows * 4).map { _ in Int8.random(in: probeRange, using: &random) }
                    #expect(
                        dots(kernel, codes, groups, rows, probe)
                            == dots(similarity_scan_named("scalar"), codes, groups, rows, probe),
                        "\(rows) rows, \(groups) groups, codes \(codeRange), probe \(probeRange)")
                }
            }
        }
    }

    @Test("the scalar scan is the dot product of each face, in the layout that the header describes")
    func scalarScan() {
        var random = SeededRandom(2)
        for rows in [1, 3, 32] {
            let codes = (0..<2 * rows * 64).map { _ in Int8.random(in: -128...127, using: &random) }
            let probe = (0..<rows * 4).map { _ in Int8.random(in: -128...127, using: &random) }
            var expected = [Int32](repeating: 0, count: 32)
            for face in 0..<32 {
                for i in 0..<rows * 4 {
                    let row = face / 16 * rows + i / 4
                    let place = (row * 16 + face % 16) * 4 + i % 4
                    expected[face] += Int32(codes[place]) * Int32(probe[i])
                }
            }
            #expect(dots(similarity_scan_named("scalar"), codes, 2, rows, probe) == expected)
        }
    }

    @Test("every dot product equals its scalar twin bit for bit, and a plain sum nearly")
    func dot() {
        var random = SeededRandom(3)
        let scalar = similarity_dot_named("scalar")!.pointee.run!
        for count in Array(0...40) + [63, 64, 65, 127, 128, 512, 4096] {
            for scale in [Float(1), 1e-30, 1e18, 0] {
                let left = (0..<count).map { _ in random.normal() * scale }
                let right = (0..<count).map { _ in random.normal() }
                let expected = scalar(left, right, count)
                let plain = zip(left, right).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
                #expect(abs(expected - plain) <= 1e-9 * Double(scale))
                if let kernel = similarity_dot_named("avx2") {
                    #expect(kernel.pointee.run(left, right, count).bitPattern == expected.bitPattern)
                }
            }
        }
    }

    @Test("checksums are CRC-32C: the published values, and each kernel like its scalar twin")
    func checksum() {
        let scalar = similarity_checksum_named("scalar")!.pointee.run!
        let published: [([UInt8], UInt32)] = [
            (Array("123456789".utf8), 0xE306_9283),
            ([UInt8](repeating: 0, count: 32), 0x8A91_36AA),
            ([UInt8](repeating: 255, count: 32), 0x62A8_AB43),
            (Array(0..<32), 0x46DD_794E),
            (Array((0..<32).reversed()), 0x113F_DB5C),
        ]
        for (bytes, value) in published { #expect(scalar(0, bytes, bytes.count) == value) }

        guard let hardware = similarity_checksum_named("sse4.2")?.pointee.run else { return }
        var random = SeededRandom(4)
        for count in 0...200 {
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            let whole = scalar(0, bytes, count)
            #expect(hardware(0, bytes, count) == whole)
            let head = count / 3
            let tail = Array(bytes[head...])
            #expect(hardware(hardware(0, bytes, head), tail, tail.count) == whole)
        }
    }

    @Test("the kernels chosen can run here, and a name that no kernel has gives none")
    func dispatch() {
        #expect(similarity_scan_named(similarity_best_scan().pointee.name) != nil)
        #expect(similarity_dot_named(similarity_best_dot().pointee.name) != nil)
        #expect(similarity_checksum_named(similarity_best_checksum().pointee.name) != nil)
        #expect(similarity_scan_named("abacus") == nil)
        #expect(similarity_dot_named("") == nil)
        #expect(similarity_checksum_named("scalar ") == nil)
    }

    @Test("the reach lists exactly the faces whose bound reaches the cut")
    func reach() {
        var random = SeededRandom(5)
        let bound = similarity_bound(scale: 0.002, slope: 1, offset: 0.006)
        for count in Array(0...50) + [2048] {
            let dots = (0..<count).map { _ in Int32.random(in: -200_000...200_000, using: &random) }
            let scales = (0..<count).map { _ in Float.random(in: 0.001...0.003, using: &random) }
            let residuals = (0..<count).map { _ in Float.random(in: 0...0.01, using: &random) }
            for cut in [-Float.infinity, -1, 0, 0.3, 0.8, 2] {
                var indices = [UInt32](repeating: 0, count: count)
                let found = similarity_reaching(dots, scales, residuals, count, bound, cut, &indices)
                let expected = (0..<count).filter {
                    (bound.scale * scales[$0]) * Float(dots[$0]) + (bound.slope * residuals[$0] + bound.offset) >= cut
                }
                #expect(indices.prefix(found).map(Int.init) == expected)
            }
        }
    }

    private func dots(
        _ kernel: UnsafePointer<similarity_scan_kernel>, _ codes: [Int8], _ groups: Int, _ rows: Int, _ probe: [Int8]
    ) -> [Int32] {
        var dots = [Int32](repeating: .min, count: groups * 16)
        kernel.pointee.run(codes, groups, rows, probe, &dots)
        return dots
    }
}
