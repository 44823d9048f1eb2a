#!/bin/sh
# 双击打开网页；把文件拖到图标上即审核。recon.sh --install 在桌面和菜单中放一个图标。
# A double click opens the page; files dropped onto the icon are checked. --install puts an icon on the desktop and into the menu.
here=$(cd "$(dirname "$(readlink -f "$0")")" && pwd)
LD_LIBRARY_PATH="$here/python/lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
export LD_LIBRARY_PATH
python="$here/python/bin/python3"
case "$1" in
--install)
    for place in "${XDG_DATA_HOME:-$HOME/.local/share}/applications" "$(xdg-user-dir DESKTOP 2>/dev/null || echo "$HOME/Desktop")"; do
        mkdir -p "$place" && cat > "$place/recon.desktop" <<DESKTOP && chmod +x "$place/recon.desktop" && echo "$place/recon.desktop"
[Desktop Entry]
Type=Application
Name=Reconcile workbooks
Name[zh_CN]=预算与投资计划核对
Comment[zh_CN]=双击打开网页；把报表拖到图标上即审核
Exec="$here/recon.sh" %F
Icon=x-office-spreadsheet
Terminal=true
Categories=Office;Finance;
MimeType=application/vnd.openxmlformats-officedocument.spreadsheetml.sheet;application/vnd.ms-excel;application/vnd.oasis.opendocument.spreadsheet;
DESKTOP
    done ;;
"") exec "$python" -m recon page ;;
-*) exec "$python" -m recon "$@" ;;
*)
    "$python" -m recon validate "$@" --format line --open
    code=$?
    if [ -t 0 ]; then printf '按回车键关闭 / Enter closes this window. '; read -r _; fi
    exit $code ;;
esac
