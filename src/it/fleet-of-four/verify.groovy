def ecr = context.get('ecr')
try {
    String log = new File(basedir, 'build.log').text
    List<String> pushed = new File(basedir, 'target/slipway/image-refs.txt').readLines()

    ['openclaw-agent', 'conduit-matrix', 'element-web', 'fleet-manager'].each { image ->
        assert ecr.repository("open-claw-fleet/${image}" as String).present
        assert pushed.any { it.startsWith("${ecr.registryHost()}/open-claw-fleet/${image}") && it.contains('@sha256:') }
        assert log.contains(image)
    }
    assert !log.contains('Dirty') && !log.contains('-dirty')
    ecr.secrets().each { secret -> assert !log.contains(secret) }
} finally {
    ecr.close()
}
return true
