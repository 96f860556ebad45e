import dev.slipway.testing.EngineImages

def engine = new EngineImages()
try {
    def green = 'gr\u00fcn'
    def yard = '\u0432\u0435\u0440\u0444\u044c'
    def long120 = '7'.padLeft(120, '0')
    assert engine.tree('it-odd-file-names:1.0.0', '/srv') == [
            "dangling-${green}"                        : "-> ${green}/nothing",
            'empty/'                                   : '755 /',
            'empty/below/'                             : '1777 /',
            "${green}/"                                : '755 /',
            "${green}/${yard}/"                        : '755 /',
            "${green}/${yard}/\ud83d\udea2 ship.txt"   : '644 umlaut\n',
            'it\'s "quoted" $HOME.txt'                 : '644 quotes\n',
            'link'                                     : '-> run.sh',
            'outside'                                  : '-> ../../etc',
            'private'                                  : '600 private\n',
            'run.sh'                                   : '755 run\n',
            'with space/'                              : '755 /',
            'with space/a b.txt'                       : '644 space\n',
            "${long120}/"                              : '755 /',
            "${long120}/${long120}/"                   : '755 /',
            "${long120}/${long120}/${long120}.txt"     : '644 long\n'
    ].collectEntries { path, what -> [path.toString(), what.toString()] }
} finally {
    engine.remove('it-odd-file-names')
    engine.close()
}
return true
