import Testing
import TransparencyLog

@Suite("The right edge of a tree")
struct TreeEdgeTests {
    @Test("its root is that of the whole tree at every size")
    func roots() throws {
        let tree = MemoryTree(size: 300)
        for size in 0...300 { #expect(try tree.roots[size] == tree.root(ofSize: size)) }
    }

    @Test("it tells every subtree once, when its last entry comes, and each is the hash of its two halves")
    func completed() {
        var edge = TreeEdge()
        var hashes: [TreeNode: MerkleHash] = [:]
        for size in 1...300 {
            edge.append(.leaf([UInt8(size & 255)])) { node, hash in
                #expect(hashes.updateValue(hash, forKey: node) == nil)
                #expect((node.index + 1) << node.level == size)
                if node.level > 0 {
                    let halves = [0, 1].map { hashes[TreeNode(level: node.level - 1, index: node.index * 2 + $0)] }
                    #expect(halves[0].flatMap { left in halves[1].map { .node(left, $0) } } == hash)
                }
            }
            #expect(hashes.count == (0..<10).reduce(0) { $0 + size >> $1 })
        }
    }

    @Test("it goes on from any tree that is there as if it had seen it grow", arguments: [0, 1, 2, 3, 127, 128, 255])
    func resumed(size: Int) throws {
        let tree = MemoryTree(size: 300)
        var edge = try TreeEdge(size: size, from: tree)
        for index in size..<300 {
            #expect(edge.head == tree.head(index))
            edge.append(tree.leaf(index))
        }
        #expect(edge == tree.edge)
    }

    @Test("an entry whose subtrees could not be taken is not appended", arguments: [0, 1, 2])
    func refused(level: Int) throws {
        struct Full: Error {}
        var edge = try TreeEdge(size: 7, from: MemoryTree(size: 7))
        let before = edge
        #expect(throws: Full.self) {
            try edge.append(.empty) { node, _ in
                if node.level == level { throw Full() }
            }
        }
        #expect(edge == before)
    }

    @Test(
        "sizes without such peaks are refused",
        arguments: [(-1, 0), (Int.min, 1), (3, 1), (3, 3), (0, 1), (Int.max, 63), ((1 << 62) + 1, 2)])
    func impossible(size: Int, peaks: Int) {
        #expect(code { _ = try TreeEdge(size: size, peaks: Array(repeating: .empty, count: peaks)) } == .outOfRange)
    }

    @Test("the peaks of the largest sizes are where they should be")
    func peaks() {
        #expect(
            TreeNode.peaks(ofSize: -1) == [] && TreeNode.peaks(ofSize: 0) == [] && TreeNode.peaks(ofSize: .min) == [])
        #expect(TreeNode.peaks(ofSize: 1 << 62) == [TreeNode(level: 62, index: 0)])
        #expect(TreeNode.peaks(ofSize: .max).last == TreeNode(level: 0, index: .max - 1))
        #expect(code { _ = try MemoryTree().root(ofSize: -1) } == .outOfRange)
    }
}
